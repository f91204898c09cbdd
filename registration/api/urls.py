"""Staff pages of the interfaces, under `/staff/`. The interfaces themselves: `routes/`, gathered by `portal.api`."""

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "api_clients"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api-clients/", views.clients, name="list"),
    path("api-clients/new/", views.new, name="new"),
    path("api-clients/<int:pk>/rights/", views.rights, name="rights"),
    path("api-clients/<int:pk>/token/", views.token, name="token"),
    path("api-clients/<int:pk>/deactivate/", views.activity, {"active": False}, name="deactivate"),
    path("api-clients/<int:pk>/activate/", views.activity, {"active": True}, name="activate"),
    path("facility-reports/", views.reports, name="reports"),
]
