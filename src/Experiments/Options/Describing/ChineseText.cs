namespace Experiments.Options.Describing;

internal sealed class ChineseText : ConfigText
{
    public override Language Language => Language.Chinese;

    /// <inheritdoc/>
    public override string Introduction =>
        """
        # 配置参考

        [English](config.md)

        本文由程序的选项和注册表生成；`experiments schema --language zh-CN` 把同样的内容写成 JSON Schema，供编辑器使用。

        一份配置是一个 UTF-8 的 JSON 对象，允许 `//` 和 `/* */` 注释以及末尾多余的逗号。各层由弱到强：下面的默认值；`extends` 所列的文件
        （一个或一列，路径相对于写它的文件）；文件本身；命令行上的 `--set key=value`，其中的值是 JSON 或一个裸词。对象逐键合并，其余一律整体替换；
        `kind` 或 `scheme` 变了的对象也整体替换。凡是需要带 `kind` 或 `scheme` 的对象之处，可以只写那个词：`"relu"` 就是 `{"kind": "relu"}`。

        整数不写小数点，也不写指数。只要有一个键不认识，运行就不会开始。

        除了下面的键，文件里还可以有 `$schema`（供编辑器使用）和 `Serilog`（日志，由 Serilog.Settings.Configuration 读取；若只针对一台机器，
        设置环境变量 `EXPERIMENTS_SERILOG__MINIMUMLEVEL=Debug` 效果相同）。两者都不计入运行的标识（identity）。
        带 ◦ 的键也不计入：它们不会改变结果。
        """;

    /// <inheritdoc/>
    public override string WholeConfig => "整份配置";

    /// <inheritdoc/>
    public override string Columns => "| 键 | 取值 | 默认值 | 含义 |";

    /// <inheritdoc/>
    public override string Required => "必填";

    /// <inheritdoc/>
    public override string SharedKeys => "它们都有这些键：";

    public override string ExpressionsTitle => "表达式";

    /// <inheritdoc/>
    public override string Expressions =>
        """
        凡是可以写数或表达式的地方，`"2/sqrt(fan_in)"` 这样的文本会对每个参数分别求值。可用 `+ - * / ^`（`^` 结合最紧且右结合，故 `-2^2` 为 −4）、括号、`sqrt`、`exp`、
        `log`（自然对数）、两个以上数的 `min` 与 `max`、`pi`，以及下列名称；至多 200 个字符。单独的数不加引号。结果不是有限数或超出该键的范围时，会报出层名并拒绝运行。
        """;

    /// <inheritdoc/>
    public override string NameColumns => "| 名称 | 含义 |";

    /// <inheritdoc/>
    public override string SchemaKey => "编辑器在哪里找到本 schema。";

    /// <inheritdoc/>
    public override string ExtendsKey => "较弱的文件，路径相对于本文件；本文件的内容覆盖在它们之上。";

    /// <inheritdoc/>
    public override string LoggingKey => "日志：由 Serilog.Settings.Configuration 读取的一节。";

    /// <inheritdoc/>
    public override string Experiment => "一个实验：数据、模型、初始化和训练。";

    /// <inheritdoc/>
    public override string StarterHead => "以 // 开头的行是注释：被注释掉的键取默认值，默认值就写在那里；方括号里是可取的值。需要哪一行就去掉它的 // 再改；experiments check 会告诉你这份文件是什么意思。";

    /// <inheritdoc/>
    public override string EachElement(string path) => $"{path} 的每个元素";

    /// <inheritdoc/>
    public override string OneOf(string discriminator, IEnumerable<string> words) =>
        $"`{discriminator}` 取以下之一：{string.Join("、", words.Select(word => $"`{word}`"))}。";

    /// <inheritdoc/>
    public override string WordAlone(string discriminator) => $"只写一个词，代表 '{discriminator}' 为该词、其余取默认值的对象。";

    /// <inheritdoc/>
    public override string SaidElsewhere(string discriminator) => $"'{discriminator}' 由本文件 extends 的文件给出，或取默认值。";

    /// <inheritdoc/>
    protected override string Link(string noun, Slot slot) =>
        $"[{noun}](#{noun}){(slot.Element is null ? "" : " 的列表")}{(slot.Nullable ? " 或 null" : "")}";

    /// <inheritdoc/>
    protected override string Below(Slot slot) => $"{ChineseWording.Expected(slot)}，见下";

    /// <inheritdoc/>
    protected override string Expected(Slot slot) => ChineseWording.Expected(slot);
}
