/** What a person sees: tables, numbers and progress. */
@NullMarked
package io.cancernet.local.terminal;

import org.jspecify.annotations.NullMarked;
