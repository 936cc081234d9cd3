"""Addresses of the lists of what ought to be registered."""

from django.urls import path

from kedeng.web.expected import item, lists, loading

urlpatterns = [
    path("", lists.expected, name="expected"),
    path("list.xlsx", lists.export, name="expected_export"),
    path("load/", loading.load, name="expected_load"),
    path("load/blank.xlsx", loading.blank, name="expected_blank"),
    path("load/<int:list_id>/take/", loading.take, name="expected_take"),
    path("load/<int:list_id>/marked.xlsx", loading.marked, name="expected_marked"),
    path("<int:item_id>/", item.item, name="expected_item"),
    path("<int:item_id>/reason/", item.reason, name="expected_reason"),
    path("<int:item_id>/pair/", item.pair, name="expected_pair"),
    path("<int:item_id>/drop/", item.drop, name="expected_drop"),
]
