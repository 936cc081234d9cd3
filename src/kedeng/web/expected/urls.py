"""Addresses of what ought to be registered, and of the radar of deadlines."""

from django.urls import path

from kedeng.web.expected import item, lists, loading, radar

urlpatterns = [
    path("", lists.expected, name="expected"),
    path("list.xlsx", lists.export, name="expected_export"),
    path("load/", loading.load, name="expected_load"),
    path("load/blank.xlsx", loading.blank, name="expected_blank"),
    path("load/<int:list_id>/take/", loading.take, name="expected_take"),
    path("load/<int:list_id>/marked.xlsx", loading.marked, name="expected_marked"),
    path("radar/", radar.radar, name="radar"),
    path("radar/units/<int:body_id>/nudge/", radar.nudge, name="radar_nudge"),
    path("radar/records/<str:code>/nudge/", radar.nudge_filer, name="radar_nudge_filer"),
    path("<int:item_id>/", item.item, name="expected_item"),
    path("<int:item_id>/reason/", item.reason, name="expected_reason"),
    path("<int:item_id>/pair/", item.pair, name="expected_pair"),
    path("<int:item_id>/drop/", item.drop, name="expected_drop"),
]
