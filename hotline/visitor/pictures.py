"""The visitor's pictures: one is sent by the form or the script; the person sees their own again."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hotline.conversations.errors import NotFound, Refused
from hotline.conversations.frames import ack_frame
from hotline.conversations.services.start import find_by_secret
from hotline.origin import own_pages_only
from hotline.pictures.errors import NotAPicture
from hotline.pictures.models import Picture
from hotline.pictures.services.send import send_picture
from hotline.visitor import cookies
from hotline.visitor.answers import page_of, private, refusal_of
from hotline.visitor.room import room
from portal.privacy.uploads.receiving import SealedUploadHandler


@own_pages_only
@require_POST
@private
def send(request: HttpRequest) -> HttpResponse:
    """One picture; the first of the two fields (camera, stored photos) that holds one. Answers as messages do."""
    request.upload_handlers = [SealedUploadHandler(request)]
    from_page = request.POST.get("page") == "1"
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None:
        return redirect("chat:start") if from_page else refusal_of(NotFound(), {})
    found = next((file for file in request.FILES.getlist("picture") if file.size), None)
    try:
        if found is None:
            raise NotAPicture("empty")
        ack = send_picture(conversation.pk, request.POST.get("client_id"), found.name or "", found.read())
    except Refused as refusal:
        if not from_page:
            return refusal_of(refusal, request.POST.dict())
        return page_of(request, room(conversation, writing=True, picture_error=str(refusal.detail)), refusal)
    return redirect("chat:start") if from_page else JsonResponse(ack_frame(ack))


@require_safe
@private
def show(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A picture of this browser's own conversation; 404 for every other."""
    conversation = find_by_secret(cookies.secret_of(request))
    content = (
        Picture.objects.filter(pk=key, conversation=conversation).values_list("content", flat=True).first()
        if conversation
        else None
    )
    if content is None:
        raise Http404
    return HttpResponse(bytes(content), content_type="image/jpeg")
