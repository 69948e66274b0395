/** Contact sheets: sample patches of a dataset on one picture. */
@NullMarked
package io.cancernet.dataset.sheet;

import org.jspecify.annotations.NullMarked;
