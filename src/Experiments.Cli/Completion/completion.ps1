# Completion of experiments and run.ps1 for PowerShell: .\run.ps1 completion pwsh | Out-String | Invoke-Expression, now or in $PROFILE.
Register-ArgumentCompleter -Native -CommandName experiments, run.ps1, run.sh -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $text = $commandAst.ToString()
    $text = $text.PadRight([Math]::Max($cursorPosition - $commandAst.Extent.StartOffset, $text.Length))
    $line = $text.Substring(0, $cursorPosition - $commandAst.Extent.StartOffset) -replace '^\s*\S+\s*', ''
    & @PROGRAM@ "[suggest:$($line.Length)]" $line 2>$null | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
