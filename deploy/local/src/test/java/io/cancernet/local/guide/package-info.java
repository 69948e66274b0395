/** Checks of the documents: their links, examples and commands. */
@NullMarked
package io.cancernet.local.guide;

import org.jspecify.annotations.NullMarked;
