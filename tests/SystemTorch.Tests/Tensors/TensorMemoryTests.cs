using System.Runtime.InteropServices;
using SystemTorch.Tests.Interop;
using TorchSharp;

namespace SystemTorch.Tests.Tensors;

/// <summary>Memory that managed code reads and writes in place is the tensor's, and is never touched after the tensor is gone.</summary>
public sealed class TensorMemoryTests
{
    [Fact]
    public void Elements_of_a_disposed_tensor_are_refused()
    {
        var a = torch.ones(4000, 4000);
        var elements = a.data<float>();
        a.Dispose();

        Assert.Throws<InvalidOperationException>(() => elements[3999]);
        Assert.Throws<InvalidOperationException>(() => elements[3999, 3999]);
        Assert.Throws<InvalidOperationException>(() => elements[3999, 3999] = 1);
        Assert.Throws<InvalidOperationException>(() => elements.ToArray());
        Assert.Throws<InvalidOperationException>(() => elements.CopyTo(new float[1]));
        Assert.Throws<InvalidOperationException>(() => elements.CopyFrom(new float[1]));
    }

    [Fact]
    public void Elements_are_refused_once_their_tensors_scope_has_ended()
    {
        TorchSharp.Utils.TensorAccessor<float> elements;
        using (torch.NewDisposeScope())
            elements = torch.ones(2, 2).data<float>();

        Assert.Throws<InvalidOperationException>(() => elements[1, 1]);
    }

    [SkippableFact]
    public void As_many_indices_are_needed_as_there_are_dimensions()
    {
        Shim.Require();
        using var matrix = torch.ones(2, 2);
        using var scalar = torch.tensor(1f);

        Assert.Contains("3 indices were given for a tensor of 2 dimensions", Assert.Throws<ArgumentException>(() => matrix.data<float>()[0, 0, 99]).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => scalar.data<float>()[5, 5]);
    }

    [Fact]
    public void A_tensor_may_have_more_dimensions_than_a_stack_has_room_for()
    {
        using var a = torch.ones(1).reshape([.. Enumerable.Repeat(1L, 300_000)]);

        Assert.Equal(300_000, a.stride().Length);
        Assert.Equal(1f, a.data<float>()[0]);
    }

    // Nothing but the copy itself refers to these tensors while a thread collects them as fast as it can. The first rounds are there for the optimising
    // compiler, whose code lets go of a variable after its last use.
    [SkippableTheory]
    [InlineData("ToArray")]
    [InlineData("CopyFrom")]
    [InlineData("WriteBytesToStream")]
    [InlineData("ReadBytesFromStream")]
    public void A_tensor_lives_until_its_memory_has_been_copied(string copy)
    {
        Shim.Require();
        for (var tier = 0; tier < 3; tier++)
        {
            for (var i = 0; i < 60; i++)
                Assert.Equal(1f, Copied(copy, new float[4])[^1]);
            Thread.Sleep(300);
        }
        var values = new float[4_000_000];
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var i = 0; i < 15; i++)
                Assert.Equal(1f, Copied(copy, values)[^1]);
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    [SkippableTheory]
    [InlineData(-1)]
    [InlineData(16)]
    [InlineData(99)]
    public void An_element_type_that_is_none_is_refused(int number)
    {
        Shim.Require();
        var type = (torch.ScalarType)number;

        Assert.Contains($"{number} is no element type", Assert.Throws<ArgumentException>(() => torch.ones([2], dtype: type)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => torch.tensor(new[] { 1f, 2f }, dtype: type));
        Assert.Throws<ArgumentException>(() => torch.promote_types(type, torch.float32));
        using var a = torch.ones(2);
        Assert.Throws<ArgumentException>(() => a.to_type(type));
    }

    private static float[] Copied(string copy, float[] values)
    {
        Array.Fill(values, 1f);
        switch (copy)
        {
            case "ToArray":
                return torch.ones(values.Length).data<float>().ToArray();
            case "CopyFrom":
                torch.empty(values.Length).data<float>().CopyFrom(values);
                return values;
            case "WriteBytesToStream":
                var stream = new MemoryStream(new byte[sizeof(float) * values.Length]);
                torch.ones(values.Length).WriteBytesToStream(stream);
                return MemoryMarshal.Cast<byte, float>(stream.ToArray()).ToArray();
            default:
                torch.empty(values.Length).ReadBytesFromStream(new MemoryStream(MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
                return values;
        }
    }
}
