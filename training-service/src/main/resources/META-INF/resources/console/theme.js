// Sets the theme that was chosen before the page is drawn, so that nothing flashes. Loaded as a plain script for that.
(function () {
    try {
        const theme = localStorage.getItem('cancernet.theme');
        if (theme === 'light' || theme === 'dark') {
            document.documentElement.dataset.theme = theme;
        }
    } catch (storageForbidden) {
        // The theme of the system stands.
    }
})();
