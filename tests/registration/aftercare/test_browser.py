"""A real phone: a contact recorded while the network is away loses nothing and counts once."""

import pytest
from django.urls import reverse

from registration.aftercare.models import FollowUp
from tests.registration.aftercare.scene import make_scene
from tests.registration.casework.cast import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_without_network_the_words_stay_and_with_it_the_contact_is_recorded_once(browser, live_server, settings):
    scene = make_scene()
    # The plan lies years ahead of today; this contact is due now.
    FollowUp.objects.filter(registration=scene.person).delete()
    scene.person.started_on = "2026-01-05"
    scene.person.save(update_fields=["started_on"])
    cookie = signed_in(scene.cast.helper).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("aftercare:visit", kwargs={"code": scene.person.code}))
    page.check("input[name=channel][value=visit]")
    page.check("input[name=signal][value=well]")
    page.fill("textarea[name=how]", "Đi làm đều")
    context.set_offline(True)
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-offline]:not([hidden])")
    assert page.input_value("textarea[name=how]") == "Đi làm đều"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.set_offline(False)
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{reverse('aftercare:person', kwargs={'code': scene.person.code})}")
    assert "Đi làm đều" in page.inner_text("main")
    assert FollowUp.objects.filter(state="done").count() == 1
    context.close()
