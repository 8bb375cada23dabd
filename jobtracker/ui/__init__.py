"""What every page is made of: component tags, icons, times in words, the joined style sheet."""
