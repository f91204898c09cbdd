"""The one public answer of this room: wards for the form that asks where somebody lives.

It knows nobody: no session, no cookie, nothing written down; the answer is the same for everyone and may be kept.
"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .search import find_wards

HOUR = 3600
SHOWN = 10


@require_safe
@cache_control(public=True, max_age=HOUR)
def wards(request: HttpRequest) -> JsonResponse:
    """`?q=` words or code, `?province=` two digits -> {"wards": [{code, name, province, province_name, former}]}."""
    matches = find_wards(request.GET.get("q", ""), request.GET.get("province") or None, SHOWN)
    return JsonResponse(
        {
            "wards": [
                {
                    "code": match.ward.code,
                    "name": match.ward.official_name,
                    "province": match.ward.province_id,
                    "province_name": match.ward.province.official_name,
                    "former": match.former_name,
                }
                for match in matches
            ]
        }
    )
