"""Generated people and their cases for `manage.py demo`. Nobody here exists: 099 is no place's code."""
