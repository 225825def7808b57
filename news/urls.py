"""Feeds. Include before Wagtail's addresses: `path("", include("brygga.news.urls"))`."""

from django.urls import path

from brygga.site import numbers_in_addresses  # noqa: F401  (makes `brygga_key` known)

from . import feeds, invitations, subscribing

urlpatterns = [
    path("kalender/inbjudan/<brygga_key:pk>.ics", invitations.invitation_ics, name="brygga_invitation"),
    path("kalender/inbjudningar.ics", invitations.invitations_ics, name="brygga_invitations"),
    path("prenumerera/", subscribing.subscribe, name="brygga_subscribe"),
    path("prenumerera/bekrafta/<str:token>/", subscribing.confirm, name="brygga_confirm"),
    path("prenumerera/avsluta/<str:token>/", subscribing.leave, name="brygga_leave"),
    path("floden/nyheter.atom", feeds.NewsAtomFeed(), name="brygga_news_atom"),
    path("floden/nyheter.rss", feeds.NewsFeed(), name="brygga_news_rss"),
    path("floden/amne/<slug:slug>.atom", feeds.TopicAtomFeed(), name="brygga_topic_atom"),
    path("floden/amne/<slug:slug>.rss", feeds.TopicFeed(), name="brygga_topic_rss"),
    path("floden/enhet/<brygga_key:pk>.atom", feeds.UnitAtomFeed(), name="brygga_unit_atom"),
    path("floden/enhet/<brygga_key:pk>.rss", feeds.UnitFeed(), name="brygga_unit_rss"),
    path("floden/projekt/<brygga_key:pk>.atom", feeds.ProjectAtomFeed(), name="brygga_project_atom"),
    path("floden/projekt/<brygga_key:pk>.rss", feeds.ProjectFeed(), name="brygga_project_rss"),
]
