using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class ModuleCollectionTests
{
    [Fact]
    public void A_list_registers_its_modules_by_index_once_its_holder_registers_it()
    {
        var list = nn.ModuleList(nn.Linear(1, 1), nn.Linear(1, 1));
        list.append(nn.Linear(1, 1, hasBias: false));
        Assert.Empty(list.named_parameters());
        using var holder = new Holder(list);

        Assert.Equal(["parts.0.weight", "parts.0.bias", "parts.1.weight", "parts.1.bias", "parts.2.weight"], holder.state_dict().Keys);
    }

    [Fact]
    public void A_list_is_a_list()
    {
        var (a, b, c) = (nn.ReLU(), nn.ReLU(), nn.ReLU());
        var list = nn.ModuleList<ReLU>(a);
        list.Add(b);
        list.Insert(0, c);
        list.extend([a]);

        Assert.Equal([c, a, b, a], list);
        Assert.Equal(1, list.IndexOf(a));
        Assert.True(list.Remove(a));
        list.RemoveAt(2);
        Assert.Equal(2, list.Count);
        Assert.Contains(b, list);
        list[0] = b;
        Assert.Same(b, list[0]);
        list.Clear();
        Assert.Empty(list);
        Assert.False(list.IsReadOnly);
    }

    [Fact]
    public void A_dictionary_registers_its_modules_by_name_and_keeps_their_order()
    {
        var dictionary = nn.ModuleDict<nn.Module>(("z", nn.Linear(1, 1, hasBias: false)), ("a", nn.Linear(1, 1, hasBias: false)));
        using var holder = new Holder(dictionary);

        Assert.Equal(["parts.z.weight", "parts.a.weight"], holder.state_dict().Keys);
        Assert.Equal(["z", "a"], dictionary.Keys);
        Assert.Same(dictionary["a"], dictionary[1].Item2);
        Assert.True(dictionary.ContainsKey("z"));
        Assert.True(dictionary.TryGetValue("z", out var found));
        Assert.Same(found, dictionary.values().First());
        Assert.True(dictionary.Remove("z"));
        Assert.Equal(["a"], dictionary.Keys);
        Assert.Throws<KeyNotFoundException>(() => dictionary["z"]);
        Assert.Throws<ArgumentException>(() => dictionary.Add("a", nn.ReLU()));
    }

    [Fact]
    public void A_list_of_parameters_names_them_by_index()
    {
        var (first, second) = (nn.Parameter(ones(1)), nn.Parameter(ones(2)));
        using var list = nn.ParameterList(first);
        list.append(second);

        Assert.Equal(["0", "1"], list.named_parameters().Select(entry => entry.Item1));
        Assert.Same(second, list.get_parameter("1"));
        Assert.False(list.has_parameter("2"));
        Assert.False(list.has_parameter("a"));
        Assert.Null(list.get_parameter("-1"));
    }

    [Fact]
    public void A_dictionary_of_parameters_names_them_as_given()
    {
        var (first, second) = (nn.Parameter(ones(1)), nn.Parameter(ones(2)));
        using var dictionary = nn.ParameterDict(("b", first), ("a", second));
        using var holder = new Holder(dictionary);

        Assert.Equal(["parts.b", "parts.a"], holder.named_parameters().Select(entry => entry.Item1));
        Assert.Same(second, dictionary.get_parameter("a"));
        Assert.Null(dictionary.get_parameter("c"));
        Assert.True(dictionary.has_parameter("b"));
        Assert.Throws<ArgumentException>(() => dictionary.Add("a", first));
    }

    private sealed class Holder : nn.Module
    {
        private readonly nn.Module parts;

        internal Holder(nn.Module parts) : base(nameof(Holder))
        {
            this.parts = parts;
            RegisterComponents();
        }

        internal nn.Module Parts => parts;
    }
}
