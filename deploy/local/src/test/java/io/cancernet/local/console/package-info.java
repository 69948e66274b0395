/**
 * The console in a browser, doing what a person does. {@code SpineIT} runs these on the system that it starts anyway.
 *
 * <p>To test a page:
 *
 * <ol>
 *   <li>name its path in {@code EveryPage}, which looks at each page at both widths and in both themes: accessibility by
 *       axe (contrast among it), nothing wider than the screen, every control reached by the Tab key and seen to be, no
 *       error in the browser's log, no call of another host. Its screenshots are in {@code target/console};
 *   <li>write a class like {@code RunPages} with what a person does there, and name its {@code tests} in {@code
 *       ConsoleTests}. {@code Console.open} gives a tab on a page that has loaded; find things by role and label as
 *       people do, wait with {@code Tab.see}, and never by the clock.
 * </ol>
 *
 * <p>The browser is Debian's Chromium at {@code /usr/bin/chromium}, which Playwright drives by {@code /usr/bin/node}; the
 * system properties {@code cancernet.chromium} and {@code cancernet.node} name others. Where one is missing, the tests are
 * skipped and say so.
 */
@NullMarked
package io.cancernet.local.console;

import org.jspecify.annotations.NullMarked;
