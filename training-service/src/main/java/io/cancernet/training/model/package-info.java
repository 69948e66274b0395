/** Models, and the ledger of their promotions. */
@NullMarked
package io.cancernet.training.model;

import org.jspecify.annotations.NullMarked;
