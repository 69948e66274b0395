/** The commands: they read arguments and print, and leave the work to the other packages. */
@NullMarked
package io.cancernet.local.command;

import org.jspecify.annotations.NullMarked;
