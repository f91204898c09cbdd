"""Staff pages of the interfaces, under `/staff/`. The interfaces themselves: `routes/`, gathered by `portal.api`."""

from django.urls import URLPattern, URLResolver, path

from . import views, views_webhooks

app_name = "api_clients"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api-clients/", views.clients, name="list"),
    path("api-clients/new/", views.new, name="new"),
    path("api-clients/<int:pk>/rights/", views.rights, name="rights"),
    path("api-clients/<int:pk>/token/", views.token, name="token"),
    path("api-clients/<int:pk>/deactivate/", views.activity, {"active": False}, name="deactivate"),
    path("api-clients/<int:pk>/activate/", views.activity, {"active": True}, name="activate"),
    path("api-clients/<int:pk>/webhooks/", views_webhooks.webhooks, name="webhooks"),
    path("api-clients/<int:pk>/webhooks/new/", views_webhooks.add, name="webhook-new"),
    path("api-clients/<int:pk>/webhooks/<int:webhook_id>/", views_webhooks.change, name="webhook-change"),
    path("api-clients/<int:pk>/webhooks/<int:webhook_id>/secret/", views_webhooks.secret, name="webhook-secret"),
    path("api-clients/<int:pk>/webhooks/<int:webhook_id>/trial/", views_webhooks.trial, name="webhook-trial"),
    path(
        "api-clients/<int:pk>/webhooks/<int:webhook_id>/off/",
        views_webhooks.activity,
        {"active": False},
        name="webhook-off",
    ),
    path(
        "api-clients/<int:pk>/webhooks/<int:webhook_id>/on/",
        views_webhooks.activity,
        {"active": True},
        name="webhook-on",
    ),
    path("api-clients/<int:pk>/webhooks/<int:webhook_id>/replay/", views_webhooks.replay, name="webhook-replay-all"),
    path(
        "api-clients/<int:pk>/webhooks/<int:webhook_id>/replay/<uuid:delivery_id>/",
        views_webhooks.replay,
        name="webhook-replay",
    ),
    path("facility-reports/", views.reports, name="reports"),
]
