using Experiments.Data.Download;

namespace Experiments.Data.Images;

/// <summary>CIFAR-100: a hundred classes in twenty groups of five classes. A row has 3,074 bytes and begins with the label of the
/// group.</summary>
public sealed record Cifar100Options : CifarOptions
{
    private static readonly string[] s_fine =
    [
        "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
        "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
        "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
        "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
        "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
        "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
        "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
        "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
        "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
        "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
    ];

    private static readonly string[] s_coarse =
    [
        "aquatic_mammals", "fish", "flowers", "food_containers", "fruit_and_vegetables",
        "household_electrical_devices", "household_furniture", "insects", "large_carnivores", "large_man-made_outdoor_things",
        "large_natural_outdoor_scenes", "large_omnivores_and_herbivores", "medium_mammals", "non-insect_invertebrates", "people",
        "reptiles", "small_mammals", "trees", "vehicles_1", "vehicles_2",
    ];

    [Option("labels", "Labels to predict: the 100 classes (fine) or their 20 groups (coarse).", Allowed = ["fine", "coarse"])]
    public string Labels { get; init; } = "fine";

    public override RemoteDataSet Remote => DataCatalogue.Cifar100;

    private protected override (int Count, int Chosen) LabelBytes => (2, Labels == "fine" ? 1 : 0);

    private protected override IReadOnlyList<string> ClassNames => Labels == "fine" ? s_fine : s_coarse;
}
