/** What the tests of all services share. */
@NullMarked
package io.cancernet.common.testing;

import org.jspecify.annotations.NullMarked;
