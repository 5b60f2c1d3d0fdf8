# Sets the program up where that is needed, and hands over to it:  .\run.ps1 run configs/digits-mlp.json
# On Windows, and in PowerShell on Linux, over TorchSharp's packages; it does what run.sh does with --torch packages. It has been read, not run.
$ErrorActionPreference = 'Stop'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

function Say([string]$sentence) { [Console]::Error.WriteLine($sentence) }

# Exit code 3: the machine lacks something.
function Stop-With([int]$code, [string]$sentence) { Say $sentence; exit $code }

# A program's output, line by line. With 'Stop', Windows PowerShell would make an exception of the first line on standard error.
function Get-Output([string]$command, [string[]]$words) {
  $ErrorActionPreference = 'Continue'
  & $command @words 2>&1 | ForEach-Object { "$_" }
}

function Get-FirstError($log) { ($log | Select-String 'error [A-Z]+[0-9]+: .*' | Select-Object -First 1).Matches.Value }

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
  Stop-With 3 'The .NET 10 SDK is missing: install it from https://dot.net/download, then run this again.'
}

$artifacts = Join-Path $PSScriptRoot 'artifacts'
$native = Join-Path $artifacts 'native'
$onWindows = $env:OS -eq 'Windows_NT'

# The choice, in the order of src/Experiments/Native/TorchChoice.cs; the program refuses other words.
$torch = $null
for ($i = 0; $i -lt $args.Count; $i++) {
  if ("$($args[$i])" -ceq '--torch' -and $i + 1 -lt $args.Count) { $torch = "$($args[$i + 1])" }
  elseif ("$($args[$i])" -cmatch '^--torch[=:](.+)$') { $torch = $Matches[1] }
}
if (-not $torch) { $torch = $env:EXPERIMENTS_TORCH }
if (-not $torch -and $env:TORCH_ENGINE) {
  $torch = if ('system', 'libtorch' -ccontains $env:TORCH_ENGINE) { 'libtorch' } else { 'packages' }
  Say 'TORCH_ENGINE is called EXPERIMENTS_TORCH now and takes packages or libtorch; the old name goes with the next release.'
}
if (-not $torch -and $env:LIBTORCH) { $torch = 'libtorch' }
$default = Join-Path $native 'default'
if (-not $torch -and (Test-Path $default)) { $torch = "$(Get-Content $default -TotalCount 1)".Trim() }
if (-not $torch) { $torch = 'packages' }

# On Linux, run.sh sets up 'libtorch'; the program says so where that is missing.
if ($torch -ceq 'libtorch' -and $onWindows) {
  Stop-With 3 "The native library 'libtorch' is not supported on Windows. Use --torch packages, or unset LIBTORCH and EXPERIMENTS_TORCH."
}

if ($torch -ceq 'packages') {
  $packages = Join-Path $native 'packages'
  $record = Join-Path $packages 'package.txt'
  $version = ([xml](Get-Content -Raw (Join-Path $PSScriptRoot 'build/TorchVersions.props'))).Project.PropertyGroup.TorchSharpVersion
  $isThere = (Test-Path $record) -and "$(Get-Content $record -TotalCount 1)".Trim().EndsWith(" $version") -and (Test-Path (Join-Path $packages '*LibTorchSharp.*'))
  if (-not $isThere) {
    $devices = @('cpu')
    if (Get-Command nvidia-smi -ErrorAction SilentlyContinue) {
      $null = Get-Output 'nvidia-smi' @('-L')
      if ($LASTEXITCODE -eq 0) { $devices = @('cuda', 'cpu') }
    }
    $project = Join-Path $PSScriptRoot 'build/torch-packages'
    foreach ($device in $devices) {
      Say "Fetching TorchSharp's native packages for $device (about $(if ($device -eq 'cuda') { '3' } else { '0.6' }) GB) ..."
      $log = Get-Output 'dotnet' @('build', $project, "-p:Device=$device", "-p:Links=$packages", '-v', 'quiet')
      $isThere = $LASTEXITCODE -eq 0
      if ($isThere) { break }
      Say "NuGet could not fetch them: $(Get-FirstError $log)"
    }
    if (-not $isThere) {
      Stop-With 3 "TorchSharp's native packages are missing. Put them on a NuGet source of this machine, then run this again. 'dotnet build build/torch-packages -p:Device=cpu -p:Links=$packages' shows the whole error."
    }
  }
}

$program = Join-Path $artifacts 'bin/Experiments.Cli/release/Experiments.Cli.dll'
$stamp = Join-Path $artifacts 'program.stamp'
$sources = @(Get-ChildItem -Recurse -File (Join-Path $PSScriptRoot 'src')) +
  @(Get-Item (Join-Path $PSScriptRoot 'Directory.*'), (Join-Path $PSScriptRoot 'global.json'), (Join-Path $PSScriptRoot 'build/TorchVersions.props'))
if (-not (Test-Path $program) -or -not (Test-Path $stamp) -or ($sources | Where-Object LastWriteTime -gt (Get-Item $stamp).LastWriteTime)) {
  Say 'Building ...'
  $began = Get-Date
  $log = Get-Output 'dotnet' @('build', (Join-Path $PSScriptRoot 'src/Experiments.Cli'), '-c', 'Release', '-v', 'quiet')
  if ($LASTEXITCODE -ne 0) {
    $log | Select-String 'error' | Select-Object -First 20 | ForEach-Object { Say "$_" }
    if ($log | Select-String -Quiet 'NU110[123]') { Stop-With 3 "NuGet could not restore the project's packages." }
    Stop-With 1 'The build failed.'
  }
  # The time at which the build began: what was saved during it is built next time.
  (New-Item -Force $stamp).LastWriteTime = $began
}

# The program's advice names commands as they can be typed here.
$typed = $MyInvocation.InvocationName
$env:EXPERIMENTS_COMMAND = if ($typed -and $typed -notin '&', '.' -and $typed -notmatch '\s') { $typed } else { "& '$PSCommandPath'" }
if (-not $env:DOTNET_GCgen0size) { $env:DOTNET_GCgen0size = '0x400000' } # as run.sh says: flat resident memory from the first steps on
if (-not $env:DOTNET_EnableWriteXorExecute) { $env:DOTNET_EnableWriteXorExecute = '0' } # as run.sh says: a sooner start; set it to 1 to have W^X
dotnet $program @args
exit $LASTEXITCODE
