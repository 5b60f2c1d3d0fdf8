namespace LibTorchSharp.Tests;

public class SignatureHeaderTests
{
    [Fact]
    public void The_header_matches_the_metadata_of_TorchSharp() =>
        Golden.Equal("src/LibTorchSharp/signatures.h", SignatureHeader.Text());

    [Theory]
    [InlineData("bool THSTensor_allclose(void* tensor, void* trg, double rtol, double atol, bool equal_nan);")]
    [InlineData("void* THSTensor_searchsorted_t(void* sorted_sequence, void* values, int32_t /*BOOL*/ out_int32, int32_t /*BOOL*/ right, "
        + "void* sorter);")]
    [InlineData("void* THSLinalg_eigh(void* tensor, uint8_t UPLO, void** pEigenvectors);")]
    [InlineData("void THSNN_Module_train(void* /*SafeHandle HType*/ module, bool on);")]
    [InlineData("struct NodeUnmanagedPtr THSAutograd_CSharpNode_ctor(ApplyFunc applyFunc, ManagedDeleteNode managedDeleteNode);")]
    [InlineData("typedef void* (*DistanceFunctionNative)(void*, void*);")]
    public void Marshalling_decides_the_C_type(string declaration) => Assert.Contains(declaration, SignatureHeader.Text().Split('\n'));
}
