namespace Experiments.Models;

/// <summary>The networks that a config can name.</summary>
public static class ModelRegistry
{
    public static Registry<ModelOptions> Instance { get; } = new Registry<ModelOptions>("model", "kind")
        .Add<SoftmaxRegression>("softmax_regression", "One linear layer from the flattened input to the outputs.",
            "softmax 回归：从展平的输入到输出只有一个线性层。")
        .Add<Mlp>("mlp", "A multilayer perceptron of any depth and width.", "任意深度和宽度的多层感知机。")
        .Add<Vgg>("vgg", "Stacked 3×3 convolutions with max-pooling between them (Simonyan & Zisserman 2015), laid out as in torchvision.",
            "堆叠的 3×3 卷积，其间为最大池化（Simonyan & Zisserman 2015），结构与 torchvision 相同。")
        .Add<ResNet>("resnet", "A residual network for small images, of depth 6n + 2 (He et al. 2016, section 4.2), with batch normalisation or without.",
            "用于小图像的残差网络，深度为 6n + 2（He et al. 2016，4.2 节），可带或不带批归一化。");
}
