#!/usr/bin/env bash
# Makes clients from the OpenAPI document of a running service and asks with each of them; lints the document, and compares real answers with it.
# Needs the .NET SDK, node, npm, curl. One line a check; ends with "N passed, N failed".
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../..
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_ROLL_FORWARD=Major REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

passed=0
failed=0
work=$(mktemp -d)
check() { # check WHAT COMMAND...: one line
  local what=$1 begin=$SECONDS
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s (%d s)\n' "$what" $((SECONDS - begin))
  else
    failed=$((failed + 1))
    printf 'FAILED  %s (%d s)\n' "$what" $((SECONDS - begin))
    tail -n 40 "$work/log" | sed 's/^/        /'
    return 1
  fi
}
finish() {
  [ -n "${service:-}" ] && kill "$service" 2>/dev/null && wait "$service" 2>/dev/null
  rm -rf "$work"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}

start() {
  local program=$root/Isl.Api/bin/Release/net10.0/Isl.Api.dll port
  [ -f "$program" ] || dotnet build "$root/Isl.Api" -c Release -v q || return 1
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  url=http://127.0.0.1:$port
  ISL_LOG_FILE=$work/app.log ASPNETCORE_URLS=$url dotnet "$program" >/dev/null 2>&1 &
  service=$!
  for _ in $(seq 1 150); do curl -sf "$url/health/ready" >/dev/null && break; sleep 0.2; done
  curl -sf "$url/openapi/v1.json" -o "$work/isl.json"
}
lint() { cd "$work" && npx redocly lint --extends=recommended --skip-rule=operation-4xx-response "$work/isl.json"; }
typescript() {
  cd "$work/typescript" && npx openapi-typescript "$work/isl.json" -o isl.d.ts && npx tsc -p . && node out/call.js "$url"
}
nswag() {
  dotnet tool install NSwag.ConsoleCore --version '14.*' --tool-path "$work/tools" || return 1
  "$work/tools/nswag" openapi2csclient /input:"$work/isl.json" /output:"$work/nswag/IslClient.cs" /namespace:Isl.Generated /classname:IslClient \
    /JsonLibrary:SystemTextJson /GenerateOptionalPropertiesAsNullable:true /InjectHttpClient:true /UseBaseUrl:true /OperationGenerationMode:SingleClientFromOperationId || return 1
  dotnet run --project "$work/nswag" -- "$url/"
}
kiota() {
  dotnet tool install Microsoft.OpenApi.Kiota --version '1.*' --tool-path "$work/tools" || return 1
  "$work/tools/kiota" generate -l CSharp -d "$work/isl.json" -o "$work/kiota/client" -n Isl.Generated -c IslClient || return 1
  dotnet run --project "$work/kiota" -- "$url"
}

cp -r "$here"/* "$work/"
check "service started, document read" start || finish
check "tools installed" npm install --prefix "$work" --no-audit --no-fund --silent || finish
check "the document has no error, by Redocly" lint
check "real answers are what the document says, by ajv" node "$work/answers.mjs" "$url"
tail -n 1 "$work/log" | sed 's/^/        /'
check "TypeScript client: openapi-typescript, tsc, a call" typescript
check "C# client: NSwag, compiled, a call" nswag
check "C# client: Kiota, compiled, a call" kiota
check "Python client: its tests" python3 "$here/../../clients/python/tests/test_isl.py" "$url"
check ".NET client: packed" dotnet pack "$root/Isl.Client" -c Release -o "$work/package" -v q
finish
