# Sets the program up where that is needed, and hands over to it:  .\run.ps1 run configs/digits-mlp.json
# For the NuGet engines, on Windows and in PowerShell on Linux; $env:TORCH_ENGINE chooses another of them.
$ErrorActionPreference = 'Stop'
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
  [Console]::Error.WriteLine('The .NET 10 SDK is missing: install it from https://dot.net/download, then run this again.'); exit 3
}
$engine = if ($env:TORCH_ENGINE) { $env:TORCH_ENGINE } else { 'TorchSharp-cpu' }
$stamp = Join-Path $PSScriptRoot "artifacts/$engine/program.stamp"
$program = Join-Path $PSScriptRoot "artifacts/$engine/bin/Experiments.Cli/release/Experiments.Cli.dll"
$sources = @(Get-ChildItem -Recurse -File (Join-Path $PSScriptRoot 'src')) + @(Get-Item (Join-Path $PSScriptRoot 'Directory.*'))
if (-not (Test-Path $program) -or -not (Test-Path $stamp) -or ($sources | Where-Object LastWriteTime -gt (Get-Item $stamp).LastWriteTime)) {
  $log = dotnet build (Join-Path $PSScriptRoot 'src/Experiments.Cli') -c Release "-p:TorchEngine=$engine" -v quiet
  if ($LASTEXITCODE -ne 0) { $log | ForEach-Object { [Console]::Error.WriteLine($_) }; exit 1 }
  New-Item -Force $stamp | Out-Null
}
if (-not $env:DOTNET_GCgen0size) { $env:DOTNET_GCgen0size = '0x400000' } # as run.sh says: flat resident memory from the first steps on
dotnet $program @args
exit $LASTEXITCODE
