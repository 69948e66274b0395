/** Tests of freezing datasets. */
@NullMarked
package io.cancernet.dataset.dataset;

import org.jspecify.annotations.NullMarked;
