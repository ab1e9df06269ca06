"""The back office's entries about the map."""

from wagtail import hooks

from maps.import_menu import imports

hooks.register("register_admin_menu_item", imports)
