/** Records that services could not use: shown to people, and put back by them. */
@NullMarked
package io.cancernet.training.deadletter;

import org.jspecify.annotations.NullMarked;
