# One static binary and nothing else: no shell, no package manager, no libraries to keep up.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY board board
COPY cmd cmd
COPY server server
COPY static static
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w" -o /out/yoriai ./cmd/yoriai \
 && mkdir /out/data

FROM scratch
COPY --from=build /out/yoriai /yoriai
COPY LICENSE /LICENSE
# The folder must belong to the user below before it becomes a volume; a new volume takes over its owner.
COPY --from=build --chown=65532:65532 /out/data /data
ENV TZ=Asia/Tokyo YORIAI_ADDR=:8080 YORIAI_DATA=/data
USER 65532:65532
VOLUME /data
EXPOSE 8080
# Ctrl+C and `docker stop` end it cleanly: people are told, everything is on disk.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["/yoriai", "health"]
ENTRYPOINT ["/yoriai"]
CMD ["serve"]
