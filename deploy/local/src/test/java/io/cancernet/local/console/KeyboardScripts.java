package io.cancernet.local.console;

/** What is asked of a page while somebody goes through it by the Tab key. */
final class KeyboardScripts {

    /** Numbers the controls that people see, and says how many there are. Of a group of radio buttons one is a stop. */
    static final String MARK_CONTROLS = """
        () => {
            const seen = each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0
                && (each.type !== 'radio' || each.checked);
            const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                .filter(seen);
            controls.forEach(each => { each.dataset.stop = 'missed'; });
            return controls.length;
        }\
        """;

    /** Answer after the last control. */
    static final String END = "end";

    /**
     * Notes that a control was reached. Answers the control when it does not show that it has the focus, {@link #END} after
     * the last one, else nothing. Parts of a control, such as day and month, are stops too.
     */
    static final String VISIT = """
        () => {
            const at = document.activeElement;
            if (at === window.stopBefore) {
                return '';
            }
            if (at === document.body || at.dataset.stop === 'reached') {
                return 'end';
            }
            window.stopBefore = at;
            at.dataset.stop = 'reached';
            return getComputedStyle(at).outlineStyle === 'none' ? at.outerHTML.slice(0, 200) : '';
        }\
        """;

    /** The controls that were not reached. */
    static final String MISSED = """
        () => [...document.querySelectorAll('[data-stop=missed]')].map(each => each.outerHTML.slice(0, 200))\
        """;

    private KeyboardScripts() {}
}
