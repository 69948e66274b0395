/** What instances that die, freeze or come and go do to the patches they share: nothing. */
@NullMarked
package io.cancernet.inference.fault;

import org.jspecify.annotations.NullMarked;
