"""Addresses below a language: what is not a page of the tree."""

from django.urls import path

from pages.views import calendar, feeds, following, search, seats, serving

app_name = "pages"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("tags/<str:tag>/", search.tag, name="tag"),
    path("feeds/stories.xml", feeds.StoryFeed.as_view(), name="story-feed"),
    path("feeds/events.xml", feeds.EventFeed.as_view(), name="event-feed"),
    path("<slug:centre>/search/", search.search, name="search"),
    path("<slug:centre>/tags/<str:tag>/", search.tag, name="tag"),
    path("<slug:centre>/tags/<str:tag>/following/", following.TagFollow.as_view(), name="tag-follow"),
    path("<slug:centre>/tags/<str:tag>/following/removal/", following.TagUnfollow.as_view(), name="tag-unfollow"),
    path("<slug:centre>/feeds/stories.xml", feeds.StoryFeed.as_view(), name="story-feed"),
    path("<slug:centre>/feeds/events.xml", feeds.EventFeed.as_view(), name="event-feed"),
    path("<slug:centre>/feeds/events.ics", calendar.centre_calendar, name="event-calendar"),
    path("<slug:centre>/stories/", serving.serve_room, {"room": "stories"}, name="stories"),
    path("<slug:centre>/events/", serving.serve_room, {"room": "events"}, name="events"),
    path("<slug:centre>/events/seats/<str:token>/", seats.seat_detail, name="seat-detail"),
    path("<slug:centre>/events/seats/<str:token>/confirmation/", seats.seat_confirm, name="seat-confirm"),
    path("<slug:centre>/events/seats/<str:token>/cancellation/", seats.seat_cancel, name="seat-cancel"),
    path("<slug:centre>/events/<slug:event>/event.ics", calendar.event_file, name="event-file"),
    path("<slug:centre>/events/<slug:event>/seat/", seats.SeatAsk.as_view(), name="seat-ask"),
    path("<slug:centre>/events/<slug:event>/seat/asked/", seats.seat_asked, name="seat-asked"),
]
