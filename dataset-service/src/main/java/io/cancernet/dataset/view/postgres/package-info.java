/** Where originals lie, in Postgres. */
@NullMarked
package io.cancernet.dataset.view.postgres;

import org.jspecify.annotations.NullMarked;
