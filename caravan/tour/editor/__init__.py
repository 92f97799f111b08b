"""The agenda editor's rules: a part as lines, changes by several people, places in the grid."""
