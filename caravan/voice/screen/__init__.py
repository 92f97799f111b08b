"""The hall screen, and the pages beside it: backstage, the speaker's tablet, a partner's queue."""
