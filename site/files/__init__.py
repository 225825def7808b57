"""Uploaded files, pictures and documents: who may see them (`rule`), how they are given out (`serving`), and the
storage that leads every address past that question (`storage`)."""
