// Blocking and tiny: the stored theme is there before the first paint.
try {
  const theme = localStorage.getItem("theme")
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme
} catch { /* a private window keeps nothing */ }
