/** Tests of verifying datasets. */
@NullMarked
package io.cancernet.dataset.verification;

import org.jspecify.annotations.NullMarked;
