//! What the documents are: kinds, shapes, references, catalogues.
