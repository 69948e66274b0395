/** Tests of command. */
@NullMarked
package io.cancernet.local.command;

import org.jspecify.annotations.NullMarked;
