"""Staff pages of hotline.callbacks, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from hotline.callbacks import views

app_name = "callbacks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hotline/tasks/", views.tasks, name="tasks"),
    path("hotline/tasks/<uuid:key>/", views.task, name="task"),
    path("hotline/tasks/<uuid:key>/take/", views.take_task, name="take"),
    path("hotline/tasks/<uuid:key>/give-back/", views.give_back_task, name="give_back"),
    path("hotline/tasks/<uuid:key>/outcome/", views.outcome, name="outcome"),
    path("hotline/tasks/<uuid:key>/answer/", views.answer, name="answer"),
    path("hotline/c/<uuid:key>/remind/", views.remind_me, name="remind"),
]
