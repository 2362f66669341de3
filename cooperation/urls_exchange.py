"""Addresses of introductions: answering, being put in touch, what comes of it."""

from django.urls import path

from cooperation.views import (
    introductions,
    introductions_acts,
    introductions_agreements,
    introductions_follow_up,
    introductions_reply,
    introductions_staff,
    introductions_thread,
)

ROOT = "mon-espace/mises-en-relation/"
ONE = f"{ROOT}<int:pk>/"
FLOW = f"{ONE}cooperations/<int:number>/"
STAFF = "pilotage/mises-en-relation/"

urlpatterns = [
    path("annonces/<int:pk>/repondre/", introductions_reply.reply, name="posting-reply"),
    path(ROOT, introductions.introduction_list, name="introductions"),
    path(ONE, introductions.introduction_detail, name="introduction"),
    path(f"{ONE}accepter/", introductions_acts.accept, name="introduction-accept"),
    path(f"{ONE}decliner/", introductions_acts.refuse, name="introduction-refuse"),
    path(f"{ONE}retirer/", introductions_acts.withdraw, name="introduction-withdraw"),
    path(f"{ONE}clore/", introductions_acts.close, name="introduction-close"),
    path(f"{ONE}rouvrir/", introductions_acts.reopen, name="introduction-reopen"),
    path(f"{ONE}inviter/", introductions_acts.invite, name="introduction-invite"),
    path(f"{ONE}messages/", introductions_thread.message, name="introduction-message"),
    path(f"{ONE}fichiers/<int:number>/", introductions_thread.file, name="introduction-file"),
    path(f"{ONE}cooperation/", introductions_agreements.declare, name="agreement-declare"),
    path(f"{FLOW}confirmer/", introductions_agreements.confirm, name="agreement-confirm"),
    path(f"{FLOW}contester/", introductions_agreements.contest, name="agreement-contest"),
    path(f"{FLOW}retirer/", introductions_agreements.take_back, name="agreement-take-back"),
    path(f"{FLOW}annuler/", introductions_agreements.undo, name="agreement-undo"),
    path("suites/<uuid:token>/", introductions_follow_up.follow_up, name="follow-up"),
    path(STAFF, introductions_staff.staff_list, name="introductions-staff"),
    path(f"{STAFF}nouvelle/", introductions_staff.staff_introduce, name="introduction-introduce"),
    path(f"{STAFF}<int:pk>/", introductions_staff.staff_detail, name="introduction-staff"),
    path(f"{STAFF}<int:pk>/arreter/", introductions_staff.staff_stop, name="introduction-stop"),
    path(
        f"{STAFF}<int:pk>/cooperations/<int:number>/annuler/",
        introductions_staff.staff_undo,
        name="introduction-staff-undo",
    ),
]
