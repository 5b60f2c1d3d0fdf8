using SystemTorch.Reference;

return args switch
{
    ["emit", var list, var modifiers, var referencePack, var output] => Commands.Emit(list, modifiers, referencePack, output),
    _ => Commands.Usage(),
};
