/** What file names of a patch archive say, and why a file is quarantined. */
@NullMarked
package io.cancernet.dataset.layout;

import org.jspecify.annotations.NullMarked;
