"""What this room prints: typeset by typst, tagged for screen readers, in the centre's language."""
