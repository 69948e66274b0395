/** Plain statements on Postgres, for what entities cannot express. */
@NullMarked
package io.cancernet.common.postgres;

import org.jspecify.annotations.NullMarked;
