# An image that holds the program and nothing else: no shell, no libraries, no user but a number.
#
#   docker build --tag csp-support .
#   docker run --rm --volume "$PWD:/data" --user "$(id -u):$(id -g)" csp-support check
FROM rust:1.95-bookworm AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /build
COPY . .
# With `--target`, libraries that run during the build stay as they are; only the program is static.
RUN target=$(rustc -vV | sed -n 's/^host: //p') \
    && RUSTFLAGS="-C target-feature=+crt-static" cargo build --release --locked --target "$target" \
    && cp "target/$target/release/csp-support" /csp-support

FROM scratch
COPY --from=build /csp-support /csp-support
WORKDIR /data
USER 65532:65532
ENTRYPOINT ["/csp-support"]
CMD ["--help"]
