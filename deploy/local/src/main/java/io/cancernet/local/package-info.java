/** The single-machine launcher and command line {@code cancernet}: its main class and exit codes. */
@NullMarked
package io.cancernet.local;

import org.jspecify.annotations.NullMarked;
