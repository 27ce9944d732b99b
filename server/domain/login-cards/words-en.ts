/** 256 words of four to seven letters, no two of which are one keystroke apart. */
export const englishWords: readonly string[] = `
  apple bread cloud dream eagle flame grape honey island jungle kettle lemon mango north ocean pearl
  queen river stone tiger urban violet water yellow zebra anchor basket candle dragon engine forest garden
  hammer insect jacket kitten ladder magnet needle orange pencil rabbit saddle tunnel velvet window almond banjo
  camel daisy ember fable giant hazel igloo jelly koala lotus maple nurse olive panda quilt robin
  sugar tulip uncle vapor whale yacht acorn beach cider delta elbow fairy gecko hotel ivory jewel
  karate lilac melon night onion piano radar snail umbra video wagon yodel angle bacon cabin dance
  earth fence glove heart inbox joker kiosk lunar mouse novel otter plant quest caramel sheep train
  unity vocal wheat youth atlas brick coral disco elder frost guitar hippo image juice linen metal
  nectar opera pupil salad tempo ultra valley wizard bison chalk donut email fruit iron jumbo kayak
  lobby noble orbit pizza ranch spoon toast unicorn vowel walnut arrow bridge cactus desert easel falcon
  goose harbor index jigsaw kernel locket mirror nutmeg oyster parrot quartz silver ticket upland vessel willow
  award bubble carpet dollar effort figure ginger helmet invite jasmine ketchup muffin napkin office puzzle quiver
  ribbon summer tomato turtle vacuum winter avenue button castle dinner eleven flower gravel hockey icicle kidney
  legend meadow number oxygen quarry rhythm school temple tracks update violin wonder autumn bottle cherry doctor
  escape grocer hollow judge lantern monkey outdoor pepper purple reason shadow thunder tractor trophy uniform vanilla
  village weather whistle wrestle zipper badge bamboo barrel beaver blanket blossom bonfire bucket buffalo cabbage camera`
  .trim()
  .split(/\s+/);
