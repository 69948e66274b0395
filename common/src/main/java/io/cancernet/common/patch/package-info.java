/** Lines of the index and manifest files that describe patches. */
@NullMarked
package io.cancernet.common.patch;

import org.jspecify.annotations.NullMarked;
