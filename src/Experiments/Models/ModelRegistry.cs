namespace Experiments.Models;

/// <summary>The networks for configs.</summary>
public static class ModelRegistry
{
    public static Registry<ModelOptions> Instance { get; } = new Registry<ModelOptions>("model", "kind")
        .Add<SoftmaxRegression>("softmax_regression", "One linear layer from the flattened input to the outputs.")
        .Add<Mlp>("mlp", "A multilayer perceptron of any depth and width.")
        .Add<Vgg>("vgg", "Stacked 3×3 convolutions with max-pooling between them (Simonyan & Zisserman 2015), with torchvision's "
            + "layer names.")
        .Add<ResNet>("resnet", "A residual network for small images, of depth 6n + 2 (He et al. 2016, section 4.2), with or "
            + "without batch normalisation.");
}
