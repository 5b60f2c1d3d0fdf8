using SystemTorch.Reference;

return args switch
{
    ["emit", var referencePack, var output] => Commands.Emit(referencePack, output),
    ["list", var assembly] => Commands.List(assembly),
    ["modifiers", var assembly] => Commands.Modifiers(assembly),
    ["--check", var assembly, var systemTorch] => Commands.Check(assembly, systemTorch),
    _ => Commands.Usage(),
};
